import { useId } from 'preact/hooks';
import type { Texts } from '../shared/texts';

interface SwitchProps {
  label: string;
  /** A line below the label: where it holds, or why it cannot be changed. */
  detail?: string;
  on: boolean;
  /** Shown but not to be changed; it stays reachable, so that its reason can be read. */
  fixed?: boolean;
  texts: Texts;
  onChange: (on: boolean) => void;
}

/** A switch whose whole row can be pressed. On and off stand there as words, not only as a colour. */
export function Switch({ label, detail, on, fixed = false, texts, onChange }: SwitchProps) {
  const id = useId();
  return (
    <button
      type="button"
      class="switch"
      role="switch"
      aria-checked={on}
      aria-disabled={fixed}
      aria-labelledby={`${id}-label`}
      {...(detail !== undefined && { 'aria-describedby': `${id}-detail` })}
      onClick={() => {
        if (!fixed) onChange(!on);
      }}
    >
      <span class="switch-words">
        <span class="switch-label" id={`${id}-label`}>
          {label}
        </span>
        {detail !== undefined && (
          <span class="switch-detail" id={`${id}-detail`}>
            {detail}
          </span>
        )}
      </span>
      <span class="switch-state">{texts(on ? 'popupOn' : 'popupOff')}</span>
      <span class="switch-track" />
    </button>
  );
}
