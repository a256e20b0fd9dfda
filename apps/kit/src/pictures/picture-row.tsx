import { Group } from '@mantine/core';
import { memo } from 'react';
import { PixelPicture } from './pixel-picture.js';
import type { Pixels } from './pixels.js';

/** Properties of {@link PictureRow}. */
export interface PictureRowProps {
  readonly pixels: Pixels;
  readonly label: string;
  /** Width of each on the page, in CSS pixels. Default 48. */
  readonly size?: number;
}

/** Pictures beside one another, wrapped where the page ends, told of as one. */
export const PictureRow = memo(function PictureRow({ pixels, label, size = 48 }: PictureRowProps) {
  return (
    <Group gap={6} role="img" aria-label={label}>
      {Array.from({ length: pixels.count }, (_, index) => (
        <PixelPicture key={index} pixels={pixels} index={index} size={size} />
      ))}
    </Group>
  );
});
