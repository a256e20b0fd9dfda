import { ActionIcon } from '@mantine/core';
import { IconStar, IconStarFilled, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { starsText } from './use-recommender.js';

interface StarRatingProps {
  readonly title: string;
  readonly value: number | undefined;
  /** `undefined`: the rating is taken back. */
  readonly onRate: (stars: number | undefined) => void;
}

/**
 * Stars to give, as a group of radio buttons. A click, or a key from 1 to 5, gives them at once; arrows only go to a
 * star, which Enter, the space bar or leaving the group then gives: a list that answers each rating would run away.
 */
export function StarRating({ title, value, onRate }: StarRatingProps) {
  const name = useId();
  const group = useRef<HTMLDivElement>(null);
  const arrow = useRef(false);
  const [pending, setPending] = useState<number>();
  const shown = pending ?? value ?? 0;

  const give = (stars: number | undefined) => {
    setPending(undefined);
    if (stars !== value) onRate(stars);
  };
  const change = (stars: number) => (arrow.current ? setPending(stars) : give(stars));
  const press = (event: KeyboardEvent) => {
    arrow.current = event.key.startsWith('Arrow');
    const stars = /^[1-5]$/.test(event.key) ? Number(event.key) : undefined;
    if (stars !== undefined) give(stars);
    else if (['0', 'Delete', 'Backspace'].includes(event.key)) give(undefined);
    else if (event.key === 'Escape') setPending(undefined);
    else if (pending !== undefined && (event.key === 'Enter' || event.key === ' ')) give(pending);
    else return;
    event.preventDefault();
  };
  const leave = () => {
    if (pending !== undefined) give(pending);
  };

  return (
    <div className="stars">
      <div
        ref={group}
        role="radiogroup"
        aria-label={`Your rating of ${title}`}
        onKeyDown={press}
        onKeyUp={() => {
          arrow.current = false;
        }}
        onBlur={(event) => {
          if (!group.current?.contains(event.relatedTarget)) leave();
        }}
      >
        {[1, 2, 3, 4, 5].map((stars) => (
          <label key={stars} className="star" data-given={stars <= shown || undefined}>
            <input
              type="radio"
              name={name}
              value={stars}
              checked={stars === shown}
              aria-label={starsText(stars)}
              onChange={() => change(stars)}
            />
            {stars <= shown ? <IconStarFilled size={20} aria-hidden /> : <IconStar size={20} aria-hidden />}
          </label>
        ))}
      </div>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="md"
        aria-label={`Remove your rating of ${title}`}
        style={value === undefined ? { visibility: 'hidden' } : {}}
        onClick={() => give(undefined)}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
}
