import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';

interface TabsProps<Name extends string> {
  /** Names the list of tabs to a screen reader. */
  label: string;
  tabs: readonly { name: Name; label: string }[];
  chosen: Name;
  children: ComponentChildren;
  onChoose: (name: Name) => void;
}

/**
 * Tabs as the ARIA Authoring Practices describe them: one tab stop, arrow keys move and choose, Home and
 * End go to the ends. The children are the panel of the chosen tab.
 */
export function Tabs<Name extends string>({ label, tabs, chosen, children, onChoose }: TabsProps<Name>) {
  const list = useRef<HTMLDivElement>(null);

  function handleKey(event: KeyboardEvent) {
    const at = tabs.findIndex((tab) => tab.name === chosen);
    const isRightToLeft = list.current !== null && getComputedStyle(list.current).direction === 'rtl';
    const onward = isRightToLeft ? 'ArrowLeft' : 'ArrowRight';
    const backward = isRightToLeft ? 'ArrowRight' : 'ArrowLeft';
    let next: number;
    if (event.key === onward) next = (at + 1) % tabs.length;
    else if (event.key === backward) next = (at - 1 + tabs.length) % tabs.length;
    else if (event.key === 'Home') next = 0;
    else if (event.key === 'End') next = tabs.length - 1;
    else return;
    const tab = tabs[next];
    if (tab === undefined) return;
    event.preventDefault();
    onChoose(tab.name);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  }

  return (
    <>
      <div class="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={handleKey}>
        {tabs.map((tab) => (
          <button
            key={tab.name}
            type="button"
            role="tab"
            id={`tab-${tab.name}`}
            class="tab"
            aria-selected={tab.name === chosen}
            aria-controls="tab-panel"
            tabIndex={tab.name === chosen ? 0 : -1}
            onClick={() => onChoose(tab.name)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div class="tab-panel" role="tabpanel" id="tab-panel" aria-labelledby={`tab-${chosen}`}>
        {children}
      </div>
    </>
  );
}
