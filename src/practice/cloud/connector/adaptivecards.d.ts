/** The package's one file that Node loads as it is; its modules are for bundlers alone. */
declare module "adaptivecards/dist/adaptivecards.min.js" {
  export * from "adaptivecards";
}
