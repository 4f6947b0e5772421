using Xunit.Sdk;
using Xunit.v3;

// Some tests assert that the number of live tensors is constant, and this number is that of the whole process.
[assembly: Parallelization(Mode = ParallelMode.None)]
