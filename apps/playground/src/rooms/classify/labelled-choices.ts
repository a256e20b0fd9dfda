/** Numbers of labelled examples to choose from: 10, 20, 50 and so on, and all. */
export function labelledChoices(total: number): number[] {
  const choices: number[] = [];
  for (let power = 10; power < total; power *= 10) choices.push(power, 2 * power, 5 * power);
  return [...choices.filter((count) => count < total), total];
}
