using System.Runtime.Intrinsics;
using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// What training computes and drawing does not, on the lanes, activations and products of the step engines: a step that keeps its gates for
/// the backward pass, and that pass. For one width of vectors; which one a machine takes is decided once.
/// </summary>
/// <remarks>
/// A step engine's own <see cref="SimdKernels.Renew"/> stays apart: it keeps no gates, and reads its pre-activations once.
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

    /// <summary>As wide as the step engines' here.</summary>
    public static TrainingKernels Best { get; } = All.First(kernels => kernels.PanelWidth == 2 * SimdKernels.Best.Lanes);

    /// <summary>Columns of a panel: two vectors.</summary>
    public abstract int PanelWidth { get; }

    /// <summary>The widest kernels with a panel for the first of so many columns.</summary>
    /// <param name="columns">A multiple of <see cref="SimdKernels.UnitMultiple"/>.</param>
    public static TrainingKernels ForColumns(int columns) => columns >= Best.PanelWidth ? Best : All[1];

    /// <summary>outputs[r] = inputs[r] · panel, or += with <paramref name="add"/>, for each row r.</summary>
    /// <param name="inputs">[rows].</param>
    /// <param name="step">Floats from an input's value to its next.</param>
    /// <param name="outputs">[rows].</param>
    public abstract void Multiply(in PanelPair panel, float** inputs, nint step, float** outputs, int rows, bool add);

    /// <summary>Writes a row times a factor into panels, as far as it reaches.</summary>
    /// <param name="row">[length].</param>
    /// <param name="target">Its place in the first panel.</param>
    /// <param name="stride">Floats from a panel to the next.</param>
    public abstract void WriteRow(float* row, float factor, int length, float* target, nint stride);

    /// <summary>f, i, o = sigmoid, g = tanh of the pre-activations, in place.</summary>
    /// <param name="gates">[4 width].</param>
    /// <param name="bias">[4 width], added first.</param>
    /// <param name="width">Padded, here and below.</param>
    public abstract void Activate(float* gates, float* bias, int width);

    /// <summary>The same of the sum of two or three terms and the bias.</summary>
    /// <param name="gates">[4 width], written.</param>
    /// <param name="one">[4 width].</param>
    /// <param name="other">[4 width].</param>
    /// <param name="third">[4 width]; null leaves it out.</param>
    public abstract void Activate(float* gates, float* one, float* other, float* third, float* bias, int width);

    /// <summary>c = f⊙c' + i⊙g, or where nothing is remembered, c = i⊙g; then h = o⊙tanh(c).</summary>
    /// <param name="gates">f, i, o, g: [4 width].</param>
    /// <param name="mask">Multiplies g, [width]; null is 1.</param>
    /// <param name="cell">c', [width].</param>
    /// <param name="nextCell">Written: c.</param>
    /// <param name="nextHidden">Written: h.</param>
    public abstract void Renew(float* gates, float* mask, float* cell, float* nextCell, float* nextHidden, int width, bool remembers);

    /// <summary>The gradient of <see cref="Renew"/>: of the pre-activations, in the gates' place, and of c'.</summary>
    /// <param name="gates">f, i, o, g; overwritten by ∂/∂ of their pre-activations: [4 width].</param>
    /// <param name="mask">As it was forward.</param>
    /// <param name="cell">c'.</param>
    /// <param name="nextCell">c.</param>
    /// <param name="hiddenGradient">∂/∂h.</param>
    /// <param name="cellGradient">∂/∂c; overwritten by ∂/∂c'.</param>
    public abstract void RenewBack(
        float* gates, float* mask, float* cell, float* nextCell, float* hiddenGradient, float* cellGradient, int width, bool remembers);

    /// <summary>
    /// How the loss would change, to first order, if <see cref="Renew"/> took the place of a COPY: Σ ∂c·(c − c') + ∂h·(h − h').
    /// </summary>
    /// <param name="gates">f, i, o, g.</param>
    /// <param name="mask">As it was forward.</param>
    /// <param name="cell">c'.</param>
    /// <param name="hidden">h'.</param>
    /// <param name="hiddenGradient">∂/∂h.</param>
    /// <param name="cellGradient">∂/∂c, without what comes by way of h.</param>
    public abstract float Difference(
        float* gates, float* mask, float* cell, float* hidden, float* hiddenGradient, float* cellGradient, int width, bool remembers);

    /// <summary>Makes the gradient 0 where a ReLU's value is not above 0.</summary>
    /// <param name="length">Padded.</param>
    public abstract void RectifyBack(float* gradient, float* values, int length);

    /// <summary>
    /// Σ left·right. Not TensorPrimitives.Dot, whose order of additions depends on the addresses: the same input gives the same bits here.
    /// </summary>
    public abstract float Dot(float* left, float* right, int length);
}
