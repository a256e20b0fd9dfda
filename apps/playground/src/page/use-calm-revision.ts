import { useThrottledValue } from '@mantine/hooks';
import { usePlayground } from './store.js';

/** Changes when the weights have, once a second at the most. */
export function useCalmRevision(): number {
  return useThrottledValue(
    usePlayground(({ revision }) => revision),
    1000,
  );
}
