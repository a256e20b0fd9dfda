/** What `--data` takes. */
export const dataHelp = `SOURCE of --data is one of
  digits      1,797 handwritten digits of 8 x 8 pixels, inside this program
  mnist       the 60,000 training images of MNIST
  mnist-test  its 10,000 test images
  FILE        .csv, .tsv, .parquet, .npz, or IDX (.idx, -ubyte, also .gz)`;
