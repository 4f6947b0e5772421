using System.Runtime.Intrinsics;

namespace HmRnnInk.Torch.Fused;

/// <summary>The pointwise part of an HM-LSTM layer's step, for one row whose width is a whole number of vectors.</summary>
internal static unsafe class CellKernels
{
    private const int Lanes = 8;

    /// <summary>f, i, o = sigmoid, g = tanh of the pre-activations, in place.</summary>
    /// <param name="gates">[4 width].</param>
    /// <param name="bias">[4 width], added first.</param>
    public static void Activate(float* gates, float* bias, int width)
    {
        for (int index = 0; index < 3 * width; index += Lanes)
            Activations.Sigmoid(Vector256.Load(gates + index) + Vector256.Load(bias + index)).Store(gates + index);
        for (int index = 3 * width; index < 4 * width; index += Lanes)
            Activations.Tanh(Vector256.Load(gates + index) + Vector256.Load(bias + index)).Store(gates + index);
    }

    /// <summary>UPDATE, c = f⊙c' + i⊙g, or FLUSH, c = i⊙g; then h = o⊙tanh(c).</summary>
    /// <param name="gates">f, i, o, g: [4 width].</param>
    /// <param name="mask">Multiplies g, [width]; null is 1.</param>
    /// <param name="cell">c', [width].</param>
    /// <param name="nextCell">Written: c.</param>
    /// <param name="nextHidden">Written: h.</param>
    public static void Renew(float* gates, float* mask, float* cell, float* nextCell, float* nextHidden, int width, bool flush)
    {
        for (int index = 0; index < width; index += Lanes)
        {
            float* gate = gates + index;
            Vector256<float> next = Vector256.Load(gate + width) * Vector256.Load(gate + (3 * width)) * Mask(mask, index);
            if (!flush) next = Vector256.MultiplyAddEstimate(Vector256.Load(gate), Vector256.Load(cell + index), next);
            next.Store(nextCell + index);
            (Vector256.Load(gate + (2 * width)) * Activations.Tanh(next)).Store(nextHidden + index);
        }
    }

    /// <summary>The gradient of <see cref="Renew"/>: of the pre-activations, in the gates' place, and of c'.</summary>
    /// <param name="gates">f, i, o, g; overwritten by ∂/∂ of their pre-activations: [4 width].</param>
    /// <param name="mask">As it was forward.</param>
    /// <param name="cell">c'.</param>
    /// <param name="nextCell">c.</param>
    /// <param name="hidden">h'.</param>
    /// <param name="hiddenGradient">∂/∂h.</param>
    /// <param name="cellGradient">∂/∂c; overwritten by ∂/∂c'.</param>
    /// <returns>What the boundaries' gradients need.</returns>
    public static MixingSums RenewBack(
        float* gates, float* mask, float* cell, float* nextCell, float* hidden, float* hiddenGradient, float* cellGradient, int width, bool flush)
    {
        Vector256<float> keptHidden = default, keptCell = default, forgotten = default, written = default;
        Vector256<float> one = Vector256<float>.One;
        for (int index = 0; index < width; index += Lanes)
        {
            float* gate = gates + index;
            Vector256<float> f = Vector256.Load(gate), i = Vector256.Load(gate + width);
            Vector256<float> o = Vector256.Load(gate + (2 * width)), g = Vector256.Load(gate + (3 * width));
            Vector256<float> before = Vector256.Load(cell + index), squashed = Activations.Tanh(Vector256.Load(nextCell + index));
            Vector256<float> dh = Vector256.Load(hiddenGradient + index);
            Vector256<float> dc = Vector256.MultiplyAddEstimate(dh * o, one - (squashed * squashed), Vector256.Load(cellGradient + index));

            Vector256<float> carried = dc * before, ofWritten = dc * Mask(mask, index);
            keptHidden = Vector256.MultiplyAddEstimate(dh, Vector256.Load(hidden + index) - (o * squashed), keptHidden);
            keptCell += carried;
            forgotten = Vector256.MultiplyAddEstimate(carried, f, forgotten);
            written = Vector256.MultiplyAddEstimate(ofWritten, i * g, written);

            (flush ? default : carried * f * (one - f)).Store(gate);
            (ofWritten * g * i * (one - i)).Store(gate + width);
            (dh * squashed * o * (one - o)).Store(gate + (2 * width));
            (ofWritten * i * (one - (g * g))).Store(gate + (3 * width));
            (flush ? default : dc * f).Store(cellGradient + index);
        }

        return new(Vector256.Sum(keptHidden), Vector256.Sum(keptCell), Vector256.Sum(forgotten), Vector256.Sum(written));
    }

    /// <summary>
    /// What COPY, with c = c' and h = h', owes the boundaries: the gradient of what the gates would have written. ∂/∂h and ∂/∂c go
    /// through as they are.
    /// </summary>
    public static MixingSums CopyBack(
        float* gates, float* mask, float* cell, float* hidden, float* hiddenGradient, float* cellGradient, int width)
    {
        Vector256<float> keptHidden = default, keptCell = default, forgotten = default, written = default;
        for (int index = 0; index < width; index += Lanes)
        {
            float* gate = gates + index;
            Vector256<float> before = Vector256.Load(cell + index), dc = Vector256.Load(cellGradient + index);
            Vector256<float> fresh = Vector256.Load(gate + (2 * width)) * Activations.Tanh(before);
            Vector256<float> carried = dc * before;
            keptHidden = Vector256.MultiplyAddEstimate(
                Vector256.Load(hiddenGradient + index), Vector256.Load(hidden + index) - fresh, keptHidden);
            keptCell += carried;
            forgotten = Vector256.MultiplyAddEstimate(carried, Vector256.Load(gate), forgotten);
            written = Vector256.MultiplyAddEstimate(
                dc * Mask(mask, index), Vector256.Load(gate + width) * Vector256.Load(gate + (3 * width)), written);
        }

        return new(Vector256.Sum(keptHidden), Vector256.Sum(keptCell), Vector256.Sum(forgotten), Vector256.Sum(written));
    }

    // Multiplying by 1 changes no bit, so one path serves both.
    private static Vector256<float> Mask(float* mask, int index) => mask is null ? Vector256<float>.One : Vector256.Load(mask + index);
}
