// Arrow keys, Home and End among the tabs of a tablist, as the ARIA pattern has it; the tab that gets the focus is
// shown at once.
export function moveTab(event: KeyboardEvent): void {
  const tab = event.currentTarget as HTMLElement;
  const tabs = [...(tab.parentElement?.querySelectorAll<HTMLElement>("[role=tab]:not(:disabled)") ?? [])];
  const now = tabs.indexOf(tab);
  const targets: Record<string, number> = {
    ArrowRight: (now + 1) % tabs.length,
    ArrowLeft: (now - 1 + tabs.length) % tabs.length,
    Home: 0,
    End: tabs.length - 1,
  };
  const next = tabs[targets[event.key] ?? -1];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
  next.click();
}
