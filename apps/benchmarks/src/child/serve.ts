import { encode } from '@autoencoders/core';
import type { Request, Results, TrainingTask } from '../protocol.js';
import { EpochTraining } from './epoch-training.js';
import { type Prepared, prepare } from './prepared.js';
import { profileSteps } from './profile-steps.js';
import { timeProduct } from './time-product.js';
import { timeSteps } from './time-steps.js';
import { watchMemory } from './watch-memory.js';

/** Does what is asked on the engine in use. The model and data of the last task are kept, no more. */
export class Server {
  #prepared: Prepared | undefined;
  #warm = false;
  #epochs: EpochTraining | undefined;

  async answer(request: Request): Promise<Results[Request['op']]> {
    switch (request.op) {
      case 'product':
        return { times: await timeProduct(request.product, request.budget) };
      case 'steps': {
        const prepared = await this.#warmedUp(request);
        return { times: await timeSteps(prepared, request.budget) };
      }
      case 'profile': {
        const prepared = await this.#warmedUp(request);
        return profileSteps(prepared, request.budget);
      }
      case 'encode':
        return { times: [await this.#encode(request.task)] };
      case 'memory':
        return { samples: await watchMemory(this.#of(request.task), request.marks) };
      case 'epoch':
        this.#epochs ??= new EpochTraining(request.epochs);
        return this.#epochs.next();
    }
  }

  /** The code is compiled anew while it runs for the first time: such steps are not counted. */
  async #warmedUp({ task, warmUp }: Extract<Request, { op: 'steps' | 'profile' }>): Promise<Prepared> {
    const prepared = this.#of(task);
    if (!this.#warm) await timeSteps(prepared, warmUp);
    this.#warm = true;
    return prepared;
  }

  async #encode(task: TrainingTask): Promise<number> {
    const { model, data } = this.#of(task);
    const options = { batchSize: task.batch };
    if (!this.#warm) {
      const few = Array.from({ length: Math.min(task.rows, 10 * task.batch) }, (_, row) => row);
      await encode(model, data.subset(few), options);
    }
    this.#warm = true;
    const from = performance.now();
    await encode(model, data, options);
    return performance.now() - from;
  }

  #of(task: TrainingTask): Prepared {
    if (this.#prepared && JSON.stringify(this.#prepared.task) === JSON.stringify(task)) return this.#prepared;
    this.#prepared?.model.dispose();
    this.#prepared = undefined;
    this.#warm = false;
    this.#prepared = prepare(task);
    return this.#prepared;
  }
}
