/** What JSON Schema says of one option's value: the part of it that schemas of options use. */
export interface ValueSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  /** Of the items of a list; of those after `prefixItems` in a tuple, `false` where there are none. */
  readonly items?: ValueSchema | false;
  /** Of the first items of a tuple. */
  readonly prefixItems?: readonly ValueSchema[];
  readonly anyOf?: readonly ValueSchema[];
  readonly oneOf?: readonly ValueSchema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}
