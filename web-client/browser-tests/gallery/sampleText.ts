/** Something worth reading in a picture. */
export const sampleText = `# Field notes from the river walk

We left at six, before the heat. The path follows the old tow line, and nobody waits for the slowest of us any more: whoever falls behind takes a photograph and catches up.

## What we saw

- Two **kingfishers**, one of them carrying something silver 🐟
- A heron that did not care about us at all
- The *flood mark* of 1954, higher than my shoulder

> A river is never the same twice, but the bridge insists that it is.

## To do before Thursday

1. Ask Jonas for the map with the second ford
2. Write down the times of the buses back: \`17:05\`, \`18:20\`
3. Bring a family picture 👨‍👩‍👧‍👦 for the wall
`;
