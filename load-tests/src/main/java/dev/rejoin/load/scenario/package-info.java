/**
 * What a load test does, from the first keystroke to the verdict.
 *
 * <pre>
 *   Scenario ── who types what, what breaks, until when
 *      │ play
 *      ▼
 *   LoadTest ──► Crowd ══ sockets ══► Target
 *      │           │ EditorReport       │ ServerView
 *      │           └──────► Checker ◄───┘
 *      ▼                       │
 *   LoadResult: Figures, Verdict
 * </pre>
 *
 * <p>A {@link dev.rejoin.load.scenario.Scenario} seats its editors and says when it is over. {@link
 * dev.rejoin.load.scenario.LoadTest} then sends everybody home and asks for the verdict. Documents
 * are new in each run, so that everything in their logs has to be somebody's.
 */
package dev.rejoin.load.scenario;
