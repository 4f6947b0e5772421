using System.Runtime.Intrinsics;
using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// Kernels that only training needs: a step that stores its gates for the backward pass, and the backward pass. They share the lanes,
/// activations and products with the step engines. Each instance is for one vector width, and <see cref="Best"/> is selected once.
/// </summary>
/// <remarks>
/// <see cref="SimdKernels.Renew"/> of the step engines is separate: it stores no gates and reads its pre-activations once.
/// </remarks>
internal abstract unsafe class TrainingKernels
{
    private static readonly TrainingKernels[] All =
    [
        new LaneTrainingKernels<Vector512<float>, Lanes512>(),
        new LaneTrainingKernels<Vector256<float>, Lanes256>(),
        new LaneTrainingKernels<Vector128<float>, Lanes128>(),
        new LaneTrainingKernels<float, ScalarLanes>(),
    ];

    /// <summary>The kernels with the same width as those of the step engines on this machine.</summary>
    public static TrainingKernels Best { get; } = All.First(kernels => kernels.PanelWidth == 2 * SimdKernels.Best.Lanes);

    /// <summary>The number of columns in a panel: two vectors.</summary>
    public abstract int PanelWidth { get; }

    /// <summary>The widest kernels whose panels are no wider than this number of columns.</summary>
    /// <param name="columns">A multiple of <see cref="SimdKernels.UnitMultiple"/>.</param>
    /// <returns><see cref="Best"/>; the kernels of 256 bits for the last 16 columns if a panel of <see cref="Best"/> has 32.</returns>
    public static TrainingKernels ForColumns(int columns) => columns >= Best.PanelWidth ? Best : All[1];

    /// <summary>Computes outputs[r] = inputs[r] · panel, or += if <paramref name="add"/> is set, for each row r.</summary>
    /// <param name="inputs">[rows].</param>
    /// <param name="step">Floats from one value of an input to the next.</param>
    /// <param name="outputs">[rows].</param>
    public abstract void Multiply(in PanelPair panel, float** inputs, nint step, float** outputs, int rows, bool add);

    /// <summary>Applies the sigmoid to f, i, o and tanh to g, in place.</summary>
    /// <param name="gates">[4 width].</param>
    /// <param name="bias">[4 width], added first.</param>
    /// <param name="width">The padded width, as in all kernels.</param>
    public abstract void Activate(float* gates, float* bias, int width);

    /// <summary>Does the same for the sum of two or three terms and the bias, added in this order: first, second, bias, third.</summary>
    /// <param name="gates">[4 width]; overwritten.</param>
    /// <param name="first">[4 width].</param>
    /// <param name="second">[4 width].</param>
    /// <param name="third">[4 width], or null.</param>
    public abstract void Activate(float* gates, float* first, float* second, float* third, float* bias, int width);

    /// <summary>Computes c = f⊙c' + i⊙g, or c = i⊙g without the forget gate, then h = o⊙tanh(c).</summary>
    /// <param name="gates">f, i, o, g: [4 width].</param>
    /// <param name="mask">The factors of g, [width]; null means 1.</param>
    /// <param name="cell">c', [width].</param>
    /// <param name="nextCell">c, [width]; overwritten.</param>
    /// <param name="nextHidden">h, [width]; overwritten.</param>
    /// <param name="usesForgetGate">Whether to add f⊙c'. A hard FLUSH does not.</param>
    public abstract void ComputeState(
        float* gates, float* mask, float* cell, float* nextCell, float* nextHidden, int width, bool usesForgetGate);

    /// <summary>Computes the gradients of <see cref="ComputeState"/>: of the pre-activations, which replace the gates, and of c'.</summary>
    /// <param name="gates">f, i, o, g; overwritten by ∂/∂ of their pre-activations: [4 width].</param>
    /// <param name="mask">The same as in the forward pass.</param>
    /// <param name="cell">c'.</param>
    /// <param name="nextCell">c.</param>
    /// <param name="hiddenGradient">∂/∂h.</param>
    /// <param name="cellGradient">∂/∂c; overwritten by ∂/∂c'.</param>
    public abstract void ComputeStateBackward(
        float* gates, float* mask, float* cell, float* nextCell, float* hiddenGradient, float* cellGradient, int width,
        bool usesForgetGate);

    /// <summary>
    /// Computes how the loss would change, to first order, if <see cref="ComputeState"/> replaced a COPY: Σ ∂c·(c − c') + ∂h·(h − h').
    /// </summary>
    /// <param name="gates">f, i, o, g.</param>
    /// <param name="mask">The same as in the forward pass.</param>
    /// <param name="cell">c'.</param>
    /// <param name="hidden">h'.</param>
    /// <param name="hiddenGradient">∂/∂h.</param>
    /// <param name="cellGradient">∂/∂c, without the part through h.</param>
    public abstract float LossDifference(
        float* gates, float* mask, float* cell, float* hidden, float* hiddenGradient, float* cellGradient, int width, bool usesForgetGate);

    /// <summary>Sets the gradient to 0 where the value of a ReLU is not above 0.</summary>
    /// <param name="length">The padded length.</param>
    public abstract void ReluBackward(float* gradient, float* values, int length);

    /// <summary>
    /// Computes Σ left·right. The same input always gives the same bits, unlike with TensorPrimitives.Dot, whose order of additions depends
    /// on the addresses.
    /// </summary>
    public abstract float Dot(float* left, float* right, int length);
}
