namespace HmRnnInk.Torch.Tests;

/// <summary>Gradients by central differences, in float64.</summary>
internal static class FiniteDifferences
{
    private const double Step = 1e-5;

    /// <summary>Asserts that autograd's gradient of a scalar agrees with the measured one, for each element of the arguments.</summary>
    public static void AssertGradients(Tensor[] arguments, Func<Tensor[], Tensor> function)
    {
        Tensor[] leaves = [.. arguments.Select(argument => argument.detach().clone().requires_grad_(true))];
        function(leaves).backward();
        for (int index = 0; index < arguments.Length; index++)
        {
            Tensor flat = arguments[index].detach().clone().reshape(-1), gradient = leaves[index].grad!.reshape(-1);
            for (int element = 0; element < flat.shape[0]; element++)
            {
                using DisposeScope scope = NewDisposeScope();
                using var noGradient = no_grad();
                double measured = (Moved(Step) - Moved(-Step)) / (2 * Step);
                double found = gradient[element].ToDouble();
                Assert.True(
                    Math.Abs(measured - found) <= 1e-6 * (1 + Math.Abs(measured)),
                    $"Argument {index}, element {element}: autograd says {found}, differences say {measured}.");

                double Moved(double by)
                {
                    Tensor moved = flat.clone();
                    moved[element] = flat[element] + by;
                    Tensor[] at = [.. arguments];
                    at[index] = moved.reshape(arguments[index].shape);
                    return function(at).ToDouble();
                }
            }
        }
    }
}
