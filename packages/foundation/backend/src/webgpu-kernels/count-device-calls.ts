/** What a piece of work asked of the graphics device. */
export interface DeviceCalls {
  readonly dispatches: number;
  readonly readBacks: number;
  /** Bytes of tensors, without the numbers that go with each dispatch. */
  readonly uploadedBytes: number;
  /** New pipelines. */
  readonly compilations: number;
}

/** Counts what synchronous work asks of the graphics device; for tests. */
export function countDeviceCalls(work: () => void): DeviceCalls {
  const counts = { dispatches: 0, readBacks: 0, uploadedBytes: 0, compilations: 0 };
  const restore = [
    counting(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', () => {
      counts.dispatches += 1;
    }),
    counting(GPUBuffer.prototype, 'mapAsync', () => {
      counts.readBacks += 1;
    }),
    // Synchronous work gets no mapped range to read from: each is there to be filled.
    counting(GPUBuffer.prototype, 'getMappedRange', (range) => {
      counts.uploadedBytes += (range as ArrayBuffer).byteLength;
    }),
    counting(GPUDevice.prototype, 'createComputePipeline', () => {
      counts.compilations += 1;
    }),
  ];
  try {
    work();
  } finally {
    for (const undo of restore) undo();
  }
  return counts;
}

function counting<Owner extends object>(
  owner: Owner,
  name: keyof Owner,
  count: (result: unknown) => void,
): () => void {
  const method = owner[name] as unknown as (...values: unknown[]) => unknown;
  const counted = function (this: unknown, ...values: unknown[]) {
    const result = method.apply(this, values);
    count(result);
    return result;
  };
  owner[name] = counted as never;
  return () => {
    owner[name] = method as never;
  };
}
