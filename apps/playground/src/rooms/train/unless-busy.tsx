import { Fieldset, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePlayground } from '../../page/store.js';

/** Fields that rest while the worker is busy: the browser disables them at once, and none is drawn anew. */
export function UnlessBusy({ children }: { readonly children: ReactNode }) {
  const busy = usePlayground(({ activity }) => activity !== 'idle');
  return (
    <Fieldset variant="unstyled" disabled={busy}>
      <Stack gap="sm">{children}</Stack>
    </Fieldset>
  );
}
