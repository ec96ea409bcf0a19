package dev.rejoin.load.scenario;

import dev.rejoin.load.check.Verdict;

/** What came of a run. */
public record LoadResult(Figures figures, Verdict verdict) {}
