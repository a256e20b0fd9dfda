import { Alert, type AlertProps } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

interface ProblemAlertProps extends Omit<AlertProps, 'children'> {
  /** What went wrong; nothing is shown without it. */
  readonly problem: string | undefined;
}

/** Says what went wrong and what to do, and is read out at once. */
export function ProblemAlert({ problem, ...rest }: ProblemAlertProps) {
  if (problem === undefined) return null;
  return (
    <Alert color="red" variant="light" role="alert" icon={<IconAlertTriangle />} {...rest}>
      {problem}
    </Alert>
  );
}
