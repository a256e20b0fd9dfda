/** Seconds of work that a lost card or a closed page may cost. */
export const checkpointSeconds = 10;
