import { bench } from '../../bench/bench.ts'

/** `lapor bench`: the benchmark, on a database of its own (docs/benchmarks.md). */
export const run = (argv: string[]): Promise<void> => bench(argv)
