import { Card } from '@autoencoders/app-kit';
import { Anchor, Code, List, Text } from '@mantine/core';
import type { UsedRecommender } from './use-recommender.js';

/** What the model is, how well it predicts, and whose data it has learnt from. */
export function AboutCard({ recommender }: { readonly recommender: UsedRecommender }) {
  const { summary, recommendations } = recommender;
  const { figures, source, name } = summary;
  const number = (value: number) => value.toLocaleString('en');
  return (
    <Card title="About the model">
      <Text size="sm">
        An autoencoder of films' ratings (AutoRec) learnt from {number(figures.ratings)} ratings of{' '}
        {number(summary.films)} films by {number(figures.people)} {source === 'made-up' ? 'made-up ' : ''}
        people. On {number(figures.heldOut)} ratings that it had not seen, it is off by{' '}
        <strong>{figures.rmse.toFixed(3)} stars</strong> (root mean squared error); what films and people
        deviate by on average alone gives {figures.baselineRmse.toFixed(3)}.
      </Text>
      <Text size="sm">
        You are folded in: from your ratings alone, without training, weights of your own are computed that
        predict all other films. That happens in this browser
        {recommendations && ` (${recommendations.engine})`}; no rating leaves it.
      </Text>
      {source === 'movielens' ? <MovielensTerms name={name} /> : <OwnCopy />}
      <Text size="xs" c="var(--quiet)">
        Source: Sedhain, Menon, Sanner and Xie 2015, “AutoRec: Autoencoders Meet Collaborative Filtering”.
      </Text>
    </Card>
  );
}

function OwnCopy() {
  return (
    <Text size="sm">
      These films do not exist, and nobody rated them. For real ones, train on your own copy of MovieLens with{' '}
      <Code>node prepare.mjs --movielens FOLDER</Code>.
    </Text>
  );
}

/** What the licence asks to be said. */
function MovielensTerms({ name }: { readonly name: string }) {
  return (
    <>
      <Text size="sm">
        {name} comes from your own copy of the data of{' '}
        <Anchor href="https://grouplens.org/datasets/movielens/" inherit underline="always">
          GroupLens
        </Anchor>
        , University of Minnesota, whose licence allows research under these conditions:
      </Text>
      <List size="sm" spacing={2}>
        <List.Item>do not pass the data on, and so not this page either, without their permission;</List.Item>
        <List.Item>no commercial use without their permission;</List.Item>
        <List.Item>acknowledge the data in publications, and do not imply that they endorse you.</List.Item>
      </List>
      <Text size="sm">
        F. Maxwell Harper and Joseph A. Konstan. 2015. The MovieLens Datasets: History and Context. ACM
        Transactions on Interactive Intelligent Systems 5, 4, Article 19.{' '}
        <Anchor href="https://doi.org/10.1145/2827872" inherit underline="always">
          doi:10.1145/2827872
        </Anchor>
      </Text>
    </>
  );
}
