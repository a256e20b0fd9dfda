import './probability-bars.css';

interface ProbabilityBarsProps {
  readonly classes: readonly string[];
  readonly probabilities: Float32Array;
  /** The class that is right, -1 where it is unknown. */
  readonly label: number;
}

/** Classes that are shown in their own order; of more, the most probable ones. */
const most = 12;

/** How probable each class is, as bars. */
export function ProbabilityBars({ classes, probabilities, label }: ProbabilityBarsProps) {
  const all = classes.map((name, index) => ({ name, index, probability: probabilities[index]! }));
  const shown = all.length <= most ? all : all.sort((a, b) => b.probability - a.probability).slice(0, most);
  const best = Math.max(...probabilities);
  return (
    <ol className="probabilities" aria-label="Probability of each class">
      {shown.map(({ name, index, probability }) => (
        <li key={index} data-best={probability === best || undefined}>
          <span className="probability-name">
            {name}
            {index === label && <span> (right)</span>}
          </span>
          <span className="probability-track" aria-hidden>
            <span className="probability-bar" style={{ width: `${100 * probability}%` }} />
          </span>
          <span className="probability-value">{(100 * probability).toFixed(1)}%</span>
        </li>
      ))}
    </ol>
  );
}
