using Xunit.Sdk;
using Xunit.v3;

// A window's display is a process-wide environment variable, and the software renderer takes every core by itself.
[assembly: Parallelization(Mode = ParallelMode.None)]
