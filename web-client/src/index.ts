/** The library: what an application needs to edit a document together. */
export * from "./ot/index";
export * from "./review/index";
export * from "./sync/index";
export * from "./store/index";
export * from "./editor/index";
