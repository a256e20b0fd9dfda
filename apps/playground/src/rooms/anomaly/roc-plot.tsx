import { colourOf } from '@autoencoders/app-kit';
import { Box, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { OddGroup } from './scored.js';
import type { ThresholdFigures } from './threshold.js';
import { percent } from './told.js';

/** The receiver operating characteristic, with the point of the threshold on it. */
export function RocPlot({
  group,
  figures,
}: {
  readonly group: OddGroup;
  readonly figures: ThresholdFigures;
}) {
  const { falseAlarmRates, recalls, areaUnderRoc } = group;
  const line = useMemo(
    () =>
      Array.from(
        falseAlarmRates,
        (rate, at) => `${at ? 'L' : 'M'}${(100 * rate).toFixed(2)} ${(100 - 100 * recalls[at]!).toFixed(2)}`,
      ).join(''),
    [falseAlarmRates, recalls],
  );
  const { falseAlarmRate, recall = 0 } = figures;
  return (
    <Box maw={260}>
      <svg
        viewBox="-3 -3 106 106"
        width="100%"
        role="img"
        aria-label={`ROC curve with an area of ${areaUnderRoc.toFixed(3)} below it. At the threshold ${percent(recall)} of the odd are caught with ${percent(falseAlarmRate)} false alarms.`}
      >
        <rect width={100} height={100} fill="none" stroke="var(--line)" strokeWidth={0.8} />
        <path d="M0 100L100 0" stroke="var(--quiet)" strokeWidth={0.6} strokeDasharray="2 2" />
        <path d={line} fill="none" stroke={colourOf(1)} strokeWidth={1.8} />
        <circle
          cx={100 * falseAlarmRate}
          cy={100 - 100 * recall}
          r={2.8}
          fill="var(--mantine-color-body)"
          stroke="var(--mantine-color-text)"
          strokeWidth={1.4}
        />
      </svg>
      <Text size="xs" c="var(--quiet)" ta="center">
        ROC: caught (up) by false alarms (right)
      </Text>
    </Box>
  );
}
