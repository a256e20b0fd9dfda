import { type Command, Option } from 'commander';
import { type ClassifyFlags, modes } from './classify/classify-flags.js';
import { type ClusterFlags, codeMethods, criteria, deepMethods } from './cluster/cluster-flags.js';
import { choice, withShared } from './command-options.js';
import { addDetect } from './detect/detect-command.js';
import { addRecommend } from './recommend/recommend-command.js';
import { type ReduceFlags, reductionMethods, scalings } from './reduce/reduce-flags.js';
import type { Terminal } from './terminal.js';

/** Adds the commands that put a model to use: `classify`, `cluster`, `reduce`, `detect` and `recommend`. */
export function addApplicationCommands(program: Command, terminal: Terminal): void {
  addClassify(program, terminal);
  addCluster(program, terminal);
  addReduce(program, terminal);
  addDetect(program, terminal);
  addRecommend(program, terminal);
}

function addClassify(program: Command, terminal: Terminal): void {
  const command = program
    .command('classify')
    .description('Write the class of each example, by a classifier that is trained on the codes of a model.')
    .argument('<MODEL>', 'folder of a saved autoencoder, or of a classifier that --save made')
    .requiredOption('--data <SOURCE>', 'examples to classify')
    .requiredOption('--out <FILE>', 'table to write: .csv or .parquet')
    .option('--train <SOURCE>', 'labelled examples to train on; a saved classifier needs none')
    .option(
      '--label <NAME>',
      'column with the class, as text or number; where --data has it too, predictions are compared with it',
    )
    .addOption(
      choice(
        '--mode <NAME>',
        "what is trained: the head alone; encoder and head; or both and the decoder, by the model's own loss too",
        modes,
        'frozen',
      ),
    )
    .option('--hidden <WIDTHS>', 'hidden layers of the head, such as 64,32 (default: none)')
    .option('--epochs <N>', 'passes over --train (default: 20)')
    .option('--batch-size <N>', 'examples at a time', '128')
    .option('--learning-rate <RATE>', 'step size of the optimizer (default: 0.001)')
    .option('--seed <N>', 'keys initial weights and shuffling (default: 0)')
    .option('--probabilities', 'write the probability of every class too')
    .option('--save <FOLDER>', 'keep the classifier, with the autoencoder it stands on')
    .option('--report <FILE.html>', 'page with confusion matrix, calibration and training curves');
  withShared(command, classifyExamples).action(async (model: string, flags: Omit<ClassifyFlags, 'model'>) =>
    (await import('./commands/classify.js')).classifyCommand({ model, ...flags }, terminal),
  );
}

function addCluster(program: Command, terminal: Terminal): void {
  const command = program
    .command('cluster')
    .description('Write the cluster of each example, found in the codes of a model.')
    .argument('<MODEL>', 'folder of a saved autoencoder, or of a clustering that --save made')
    .requiredOption('--data <SOURCE>', 'examples to cluster')
    .requiredOption('--out <FILE>', 'table to write: .csv or .parquet')
    .option('--clusters <N>', 'how many, or a range to choose from, such as 2..15 (default: 10)')
    .addOption(
      choice(
        '--by <NAME>',
        'score that chooses from a range; bic for gaussian-mixture',
        criteria,
        'silhouette',
      ),
    )
    .addOption(
      choice(
        '--method <NAME>',
        'k-means and gaussian-mixture take the codes as they are; dec, idec and dcn train the model towards clusters',
        [...codeMethods, ...deepMethods],
        'k-means',
      ),
    )
    .option('--umap', 'cluster an embedding of the codes by UMAP; for k-means and gaussian-mixture')
    .option('--epochs <N>', 'passes over --data, of dec, idec and dcn (default: 20)')
    .option('--batch-size <N>', 'examples at a time', '256')
    .option('--learning-rate <RATE>', 'step size of the optimizer, of dec, idec and dcn (default: 0.001)')
    .option('--seed <N>', 'keys every draw (default: 0)')
    .option(
      '--label <NAME>',
      'column with the class, as text or number; clusters are compared with it, not found by it',
    )
    .option('--save <FOLDER>', 'keep the clustering, with the autoencoder it stands on')
    .option('--report <FILE.html>', 'page with a map, prototypes and sizes');
  withShared(command, clusterExamples).action(async (model: string, flags: Omit<ClusterFlags, 'model'>) =>
    (await import('./commands/cluster.js')).clusterCommand({ model, ...flags }, terminal),
  );
}

function addReduce(program: Command, terminal: Terminal): void {
  const command = program
    .command('reduce')
    .description('Write coordinates of data in few dimensions.')
    .argument('[MODEL]', 'folder of a saved autoencoder, whose codes are reduced; without it, the data is')
    .option('--data <SOURCE>', 'examples to reduce')
    .requiredOption('--out <FILE>', 'table to write: .csv or .parquet')
    .addOption(
      new Option(
        '--method <NAME>',
        'autoencoder writes the code itself (default: autoencoder with a MODEL, pca without)',
      ).choices(reductionMethods),
    )
    .option('--dimensions <N>', 'coordinates of each example', '2')
    .option('--neighbors <N>', 'of isomap and umap (default: 15)')
    .option('--perplexity <P>', 'of tsne (default: 30)')
    .option('--seed <N>', 'keys every draw', '0')
    .option('--batch-size <N>', 'examples at a time', '256')
    .addOption(choice('--scale <NAME>', 'scaling of the data where there is no MODEL', scalings, 'auto'))
    .option(
      '--label <NAME>',
      'column with the class, as text or number: for lda, k-NN accuracy and the colours of maps',
    )
    .option('--measure', 'print how well neighbourhoods and distances are kept')
    .option('--compare', 'measure all methods and draw their maps side by side in --report')
    .option('--map <FILE>', 'picture of the map: .svg or .png')
    .option('--report <FILE.html>', 'page with maps and figures')
    .option(
      '--inverse <CODES>',
      'go back: write the data that the coordinates in this table stand for; for autoencoder, which needs no --data, and pca',
    );
  withShared(command, reduceExamples).action(
    async (model: string | undefined, flags: Omit<ReduceFlags, 'model'>) =>
      (await import('./commands/reduce.js')).reduceCommand(
        model === undefined ? flags : { model, ...flags },
        terminal,
      ),
  );
}

const classifyExamples = [
  'autoencoders classify run --train labelled.csv --label species --data new.csv --out predictions.csv',
  'autoencoders classify run --train part.csv --label species --mode joint --data new.csv --out p.csv --save classifier',
  'autoencoders classify classifier --data new.csv --out predictions.csv --probabilities',
];

const clusterExamples = [
  'autoencoders cluster run --data table.csv --out clusters.csv --clusters 2..15 --report clusters.html',
  'autoencoders cluster run --data table.csv --label species --out clusters.csv --method idec --clusters 3 --save groups',
  'autoencoders cluster groups --data new.csv --out clusters.csv',
];

const reduceExamples = [
  'autoencoders reduce --data table.csv --out coordinates.csv --method umap --map map.svg',
  'autoencoders reduce run --data table.csv --label species --out coordinates.csv --measure',
  'autoencoders reduce run --data table.csv --label species --out c.csv --compare --report maps.html',
  'autoencoders reduce run --inverse coordinates.csv --out back.csv',
];
