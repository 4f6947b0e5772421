using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Tests;

/// <summary>The libtorch in the build's output folder loads and works on this machine.</summary>
public class LibtorchTests
{
    [Fact]
    public void BuildOutput_HasALibraryThatLoadsAndDifferentiates()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor inputs = tensor(new float[,] { { 1, 2 }, { 3, 4 } });
        Tensor weights = tensor(new float[,] { { 5, 6 }, { 7, 8 } }, requires_grad: true);

        inputs.mm(weights).sum().backward();

        Assert.Equal([4f, 4f, 6f, 6f], weights.grad!.data<float>().ToArray());
    }
}
