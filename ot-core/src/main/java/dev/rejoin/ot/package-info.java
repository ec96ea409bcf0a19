/** The algebra of operations on text. */
package dev.rejoin.ot;
