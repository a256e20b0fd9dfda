import { Text } from '@mantine/core';
import { IconStarFilled } from '@tabler/icons-react';

/** The rating that the model foretells. */
export function ForetoldStars({ stars }: { readonly stars: number }) {
  const text = stars.toFixed(1);
  return (
    <span className="foretold" role="img" aria-label={`Predicted: ${text} of 5 stars`} data-stars={stars}>
      <span className="foretold-bar" aria-hidden>
        <span style={{ width: `${(100 * stars) / 5}%` }} />
      </span>
      <Text span size="sm" fw={650} aria-hidden>
        {text}
      </Text>
      <IconStarFilled size={12} aria-hidden />
    </span>
  );
}
