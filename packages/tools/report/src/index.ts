export { type Anomalies, anomaliesSection, type OddCell, type OddExample } from './anomalies-section.js';
export { type Bar, type BarChartOptions, barChart } from './bar-chart.js';
export { type Clusters, type ClustersSectionOptions, clustersSection } from './clusters-section.js';
export { type Confusion, type ConfusionMapOptions, confusionMap } from './confusion-map.js';
export { confusionSection } from './confusion-section.js';
export type { CurveRecord } from './curves.js';
export { filtersSection } from './filters-section.js';
export { htmlReport } from './html-report.js';
export { type ImageGridOptions, type ImagePairsOptions, imageGrid, imagePairs } from './image-grid.js';
export { type ImageStripOptions, imageStrip } from './image-strip.js';
export { type Images, isImageShape } from './images.js';
export { latentMap } from './latent-map.js';
export { type Line, type LineChartOptions, lineChart } from './line-chart.js';
export { type LossCurvesOptions, lossCurves } from './loss-curves.js';
export { type MapPanelsOptions, mapPanels, type NamedMap } from './map-panels.js';
export { type MapsSectionOptions, mapsSection } from './maps-section.js';
export { type ModelReportOptions, modelReport } from './model-report.js';
export { type NamedExamplesOptions, namedExamples } from './named-examples.js';
export type { Picture, RasterPicture, VectorPicture } from './picture.js';
export { type PicturesSectionOptions, picturesSection } from './pictures-section.js';
export type { Points } from './point-groups.js';
export {
  type ReliabilityBin,
  type ReliabilityDiagramOptions,
  reliabilityDiagram,
} from './reliability-diagram.js';
export { type Reliability, reliabilitySection } from './reliability-section.js';
export type { Report, ReportPicture, ReportSection, ReportTable } from './report.js';
export { type Roc, type RocDiagramOptions, rocDiagram } from './roc-diagram.js';
export { type ScatterOptions, scatter } from './scatter.js';
export { type ScoreHistogramOptions, scoreHistogram } from './score-histogram.js';
export { seriesPairs } from './series-pairs.js';
export { type Series, type SeriesPanelsOptions, seriesPanels } from './series-panels.js';
export { toElement } from './to-element.js';
export { toSvg } from './to-svg.js';
export { traversalsSection } from './traversals-section.js';
export { viewSections } from './view-sections.js';
export { type WeightGridOptions, weightGrid } from './weight-grid.js';
