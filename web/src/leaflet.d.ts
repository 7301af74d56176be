// Leaflet's module, of which only what we use is bundled; its types are those of the package as a whole.
declare module "leaflet/dist/leaflet-src.esm.js" {
  export * from "leaflet";
}
