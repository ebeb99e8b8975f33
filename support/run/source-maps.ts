/**
 * From here on, stacks and step locations name the lines of the .ts files. Switched on in code and
 * not by a flag of Node: a flag would also read the maps of Cucumber and all it loads, in every
 * worker.
 */
process.setSourceMapsEnabled(true);
