import type { ComponentChildren } from 'preact';

interface NoticeProps {
  title: string;
  /** Something is not as a person expects; a calm notice only tells how things are. */
  calm?: boolean;
  children?: ComponentChildren;
}

/** Says in a few words how things are, then why and what to do. */
export function Notice({ title, calm = false, children }: NoticeProps) {
  return (
    <div class={calm ? 'notice notice-calm' : 'notice'}>
      <p class="notice-title">{title}</p>
      {children}
    </div>
  );
}
