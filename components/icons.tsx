/** The icons of the popup and the options page. They stand beside words or on named buttons, never alone. */
import type { ComponentChildren } from 'preact';

function Icon({ children }: { children: ComponentChildren }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

/** A magnifying glass. */
export function SearchIcon() {
  return (
    <Icon>
      <circle cx="8.5" cy="8.5" r="5.5" />
      <path d="M12.5 12.5 17 17" />
    </Icon>
  );
}

/** A cross. */
export function CrossIcon() {
  return (
    <Icon>
      <path d="m5 5 10 10M15 5 5 15" />
    </Icon>
  );
}

/** An arrow to where one came from. */
export function BackIcon() {
  return (
    <Icon>
      <path d="M16 10H4m5-5-5 5 5 5" />
    </Icon>
  );
}

/** A small arrow onwards, at the end of a row that opens something. */
export function OnwardIcon() {
  return (
    <Icon>
      <path d="m7.5 4.5 5.5 5.5-5.5 5.5" />
    </Icon>
  );
}

/** Two sliders, for settings. */
export function SettingsIcon() {
  return (
    <Icon>
      <path d="M3 6.5h7m4 0h3M3 13.5h3m4 0h7" />
      <circle cx="12" cy="6.5" r="2" />
      <circle cx="8" cy="13.5" r="2" />
    </Icon>
  );
}
