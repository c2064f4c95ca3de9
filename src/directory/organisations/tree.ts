type Place = { readonly path: string }

/** Levels below the root: `1.` is 0, `1.7.23.` is 2. */
export const depthOf = ({ path }: Place): number => path.split(".").length - 2

/** Whether a unit lies in the subtree of another, itself included. */
export const liesIn = (unit: Place, above: Place): boolean => unit.path.startsWith(above.path)

/** The path of a unit under its parent, or as a root. */
export const pathOf = (id: number, parent: Place | undefined): string => `${parent?.path ?? ""}${id}.`

/** Id of the root of the tree that a unit stands in. */
export const rootOf = ({ path }: Place): number => Number.parseInt(path, 10)
