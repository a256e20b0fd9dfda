import { type Command, Option } from 'commander';
import { type ClassifyFlags, modes } from './classify-flags.js';
import { type ClusterFlags, codeMethods, criteria, deepMethods } from './cluster-flags.js';
import { dataHelp } from './data-help.js';
import { type ReduceFlags, reductionMethods, scalings } from './reduce-flags.js';
import type { Terminal } from './terminal.js';

/** Adds the commands that put a model to use: `classify`, `cluster` and `reduce`. */
export function addApplicationCommands(program: Command, terminal: Terminal): void {
  addClassify(program, terminal);
  addCluster(program, terminal);
  addReduce(program, terminal);
}

function addClassify(program: Command, terminal: Terminal): void {
  shared(
    program,
    'classify',
    'Write the class of each example, by a classifier trained on the codes of a model.',
  )
    .argument('<MODEL>', 'folder of a saved autoencoder, or of a classifier that --save made')
    .requiredOption('--data <SOURCE>', 'what to classify')
    .requiredOption(
      '--out <FILE>',
      'table to write: .csv or .parquet (this one for classes that are numbers)',
    )
    .option('--train <SOURCE>', 'labelled examples to train on, for an autoencoder')
    .option(
      '--label <NAME>',
      'column of a table with the class, text or number; where --data has it too, it is judged',
    )
    .addOption(
      choice(
        '--mode <NAME>',
        'what training moves: the head; encoder and head; all, by its own loss too',
        modes,
        'frozen',
      ),
    )
    .option('--hidden <WIDTHS>', 'widths of hidden layers of the head, such as 64,32 (default: none)')
    .option('--epochs <N>', 'times to walk through --train (default: 20)')
    .option('--batch-size <N>', 'examples in one step, and at a time', '128')
    .option('--learning-rate <RATE>', 'step size of the optimizer (default: 0.001)')
    .option('--seed <N>', 'keys initial weights and shuffling (default: 0)')
    .option('--probabilities', 'write the probability of each class too')
    .option('--save <FOLDER>', 'keep the classifier, with the autoencoder that it stands on')
    .option('--report <FILE.html>', 'page of confusion, confidence and curves')
    .addHelpText('after', examples(classifyExamples))
    .action(async (model: string, flags: Omit<ClassifyFlags, 'model'>) =>
      (await import('./commands/classify.js')).classifyCommand({ model, ...flags }, terminal),
    );
}

function addCluster(program: Command, terminal: Terminal): void {
  shared(program, 'cluster', 'Write the cluster of each example, found in the codes of a model.')
    .argument('<MODEL>', 'folder of a saved autoencoder, or of a clustering that --save made')
    .requiredOption('--data <SOURCE>', 'what to cluster')
    .requiredOption('--out <FILE>', 'table to write: .csv or .parquet')
    .option('--clusters <N>', 'how many, or a range to choose from, such as 2..15 (default: 10)')
    .addOption(choice('--by <NAME>', 'what chooses from a range', criteria, 'silhouette'))
    .addOption(
      choice(
        '--method <NAME>',
        'of the codes as they are, or by training towards clusters (dec, idec, dcn)',
        [...codeMethods, ...deepMethods],
        'k-means',
      ),
    )
    .option('--umap', 'embed the codes by UMAP before they are clustered')
    .option('--epochs <N>', 'of dec, idec and dcn (default: 20)')
    .option('--batch-size <N>', 'examples in one step, and at a time', '256')
    .option('--learning-rate <RATE>', 'of dec, idec and dcn (default: 0.001)')
    .option('--seed <N>', 'keys every draw (default: 0)')
    .option('--label <NAME>', 'column of a table with the class: clusters are judged by it, not found by it')
    .option('--save <FOLDER>', 'keep the clustering, with the autoencoder that it stands on')
    .option('--report <FILE.html>', 'page of the map, prototypes and sizes')
    .addHelpText('after', examples(clusterExamples))
    .action(async (model: string, flags: Omit<ClusterFlags, 'model'>) =>
      (await import('./commands/cluster.js')).clusterCommand({ model, ...flags }, terminal),
    );
}

function addReduce(program: Command, terminal: Terminal): void {
  shared(program, 'reduce', 'Write coordinates of data in few dimensions.')
    .argument('[MODEL]', 'folder of a saved autoencoder; left out: of the data itself')
    .option('--data <SOURCE>', 'what to reduce; needed but for --inverse with the code of a MODEL')
    .requiredOption('--out <FILE>', 'table to write: .csv or .parquet')
    .addOption(
      new Option('--method <NAME>', 'by what; default: autoencoder with a MODEL, else pca').choices(
        reductionMethods,
      ),
    )
    .option('--dimensions <N>', 'how many', '2')
    .option('--neighbors <N>', 'of isomap and umap (default: 15)')
    .option('--perplexity <P>', 'of tsne (default: 30)')
    .option('--seed <N>', 'keys every draw', '0')
    .option('--batch-size <N>', 'examples at a time', '256')
    .addOption(choice('--scale <NAME>', 'scaling of the data, without a MODEL', scalings, 'auto'))
    .option('--label <NAME>', 'column of a table with the class: colours, k-NN accuracy, and lda needs it')
    .option('--measure', 'print how well neighbourhoods and distances are kept')
    .option('--compare', 'do so for all methods, with their maps side by side in --report')
    .option('--map <FILE>', 'picture to draw: .svg or .png')
    .option('--report <FILE.html>', 'page of maps and figures')
    .option('--inverse <CODES>', 'table of coordinates: write what they stand for, of autoencoder and pca')
    .addHelpText('after', examples(reduceExamples))
    .action(async (model: string | undefined, flags: Omit<ReduceFlags, 'model'>) =>
      (await import('./commands/reduce.js')).reduceCommand(
        model === undefined ? flags : { model, ...flags },
        terminal,
      ),
    );
}

function shared(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .option('--columns <NAMES>', 'comma-separated columns of a table; left out: those of the training')
    .option('--backend <NAME>', 'engine: auto, webgpu, wasm or cpu', 'auto')
    .option('--package <NAME>', 'package of a variant from outside @autoencoders, to be imported')
    .option('--json', 'print one JSON object');
}

/** A choice whose default is left to the command, which has to know what was given. */
function choice(flags: string, description: string, names: readonly string[], standard: string): Option {
  return new Option(flags, `${description} (default: ${standard})`).choices([...names]);
}

function examples(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}\n\n${dataHelp}`;
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
