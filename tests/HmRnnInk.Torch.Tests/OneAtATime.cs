using Xunit.Sdk;
using Xunit.v3;

// The number of live tensors, which a test holds steady, is the whole process's.
[assembly: Parallelization(Mode = ParallelMode.None)]
