import { colourOf } from '@autoencoders/app-kit';
import { Button, Group } from '@mantine/core';

/** Properties of {@link GroupLegend}. */
export interface GroupLegendProps {
  /** What the groups are: 'classes', 'clusters'. */
  readonly what: string;
  readonly names: readonly string[];
  readonly hidden: ReadonlySet<number>;
  readonly onChange: (hidden: ReadonlySet<number>) => void;
}

/** The colours of a map's groups; each can be hidden and shown again. */
export function GroupLegend({ what, names, hidden, onChange }: GroupLegendProps) {
  const toggle = (group: number) => {
    const next = new Set(hidden);
    if (!next.delete(group)) next.add(group);
    onChange(next);
  };
  const all = names.map((_, group) => group);
  return (
    <Group gap={6} role="group" aria-label={`Show ${what}`}>
      {names.map((name, group) => {
        const on = !hidden.has(group);
        return (
          <Button
            key={name}
            variant="default"
            size="compact-sm"
            aria-pressed={on}
            fw={400}
            td={on ? 'none' : 'line-through'}
            c={on ? 'var(--mantine-color-text)' : 'var(--quiet)'}
            leftSection={<Dot colour={on ? colourOf(group) : 'transparent'} rim={colourOf(group)} />}
            onClick={() => toggle(group)}
          >
            {name}
          </Button>
        );
      })}
      {names.length > 2 && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => onChange(new Set(hidden.size > 0 ? [] : all))}
        >
          {hidden.size > 0 ? 'Show all' : 'Hide all'}
        </Button>
      )}
    </Group>
  );
}

function Dot({ colour, rim }: { readonly colour: string; readonly rim: string }) {
  return (
    <span
      aria-hidden
      style={{ width: 10, height: 10, borderRadius: 5, background: colour, border: `2px solid ${rim}` }}
    />
  );
}
