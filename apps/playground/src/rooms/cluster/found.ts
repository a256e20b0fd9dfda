import type { Items } from '../../items/items.js';

/** How to look for clusters. */
export interface ClusterSettings {
  readonly method: 'k-means' | 'gaussian-mixture';
  /** How many; left out, the number is chosen by the method's criterion. */
  readonly clusters?: number;
  /** Embed the codes by UMAP first. */
  readonly umap: boolean;
}

/** How well clusters meet classes, 1 being perfect. */
export interface ClassAgreement {
  readonly accuracy: number;
  readonly normalizedMutualInformation: number;
  readonly adjustedRandIndex: number;
}

/** One cluster. */
export interface FoundCluster {
  readonly size: number;
  /** The class that most of it are of, and what share of it those are. */
  readonly standsFor?: { readonly name: string; readonly share: number };
  /** Its members, the nearest to its centre first. */
  readonly members: Items;
}

/** What was found among the codes. */
export interface FoundClusters {
  readonly settings: ClusterSettings;
  /** Clusters that have examples, the largest first. */
  readonly clusters: readonly FoundCluster[];
  /** `x, y` of each code, and its cluster. */
  readonly points: Float32Array;
  readonly groups: Uint8Array;
  readonly axes: readonly [string, string];
  /** The score of each number that was tried, and what it is. */
  readonly candidates: readonly { readonly clusters: number; readonly score: number }[];
  readonly agreement?: ClassAgreement;
  readonly notes: readonly string[];
}

/** How far the work is. */
export interface ClusterProgress {
  readonly stage: 'encode' | 'embed' | 'cluster';
  /** From 0 to 1, where that is known. */
  readonly fraction?: number;
}

/** One example of those that were clustered. */
export interface ClusteredItem {
  readonly item: Items;
  /** Its class; empty where there are none. */
  readonly name: string;
}
