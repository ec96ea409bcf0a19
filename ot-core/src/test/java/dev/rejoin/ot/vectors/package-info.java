/**
 * The contract between the languages: {@code ot-core/vectors/*.json}, written here, passed by
 * web-client.
 *
 * <pre>
 *   VectorFiles ──► apply, compose, transform, invert, positions, refused   (cases one can read)
 *   CrossCheck  ──► digests                                  (20,000 seeds, a number for each 100)
 * </pre>
 *
 * <p>{@code VectorsTest} fails when a file is not what the code would write today; {@code
 * -Dvectors=write} writes them anew.
 */
package dev.rejoin.ot.vectors;
