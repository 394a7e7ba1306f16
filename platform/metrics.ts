import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The process's metrics; the only place that knows the metrics library. Never label with a call id or a phone number. */
export const metrics = new Registry();

type Options = { name: string; help: string; labels?: readonly string[] };

/** Buckets for stages of a turn, seconds: 5 ms to about 4 s. */
const LATENCY_BUCKETS = [0.005, 0.01, 0.02, 0.05, 0.08, 0.13, 0.2, 0.33, 0.52, 0.84, 1.3, 2.1, 3.4];

export const counter = ({ name, help, labels = [] }: Options) =>
  new Counter({ name, help, labelNames: [...labels], registers: [metrics] });
export const gauge = ({ name, help, labels = [] }: Options) =>
  new Gauge({ name, help, labelNames: [...labels], registers: [metrics] });
export const histogram = ({
  name,
  help,
  labels = [],
  buckets = LATENCY_BUCKETS,
}: Options & { buckets?: number[] }) =>
  new Histogram({ name, help, labelNames: [...labels], buckets, registers: [metrics] });

/** Memory, CPU and event-loop lag of this process. Call once, from a process's main. */
export const measureProcess = (): void => collectDefaultMetrics({ register: metrics });
