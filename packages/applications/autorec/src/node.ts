export {
  type Movielens100k,
  type Movielens100kOptions,
  type MovielensSplit,
  movielens100k,
  movielensSplits,
} from './node/movielens.js';
