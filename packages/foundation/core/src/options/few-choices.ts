/** True for choices that fit, `a|b|c`, where a placeholder stands. */
export function hasFewChoices(choices: readonly unknown[]): boolean {
  return choices.join('|').length <= 30;
}
