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
    /// <param name="hiddenGradient">∂/∂h.</param>
    /// <param name="cellGradient">∂/∂c; overwritten by ∂/∂c'.</param>
    public static void RenewBack(
        float* gates, float* mask, float* cell, float* nextCell, float* hiddenGradient, float* cellGradient, int width, bool flush)
    {
        Vector256<float> one = Vector256<float>.One;
        for (int index = 0; index < width; index += Lanes)
        {
            float* gate = gates + index;
            Vector256<float> f = Vector256.Load(gate), i = Vector256.Load(gate + width);
            Vector256<float> o = Vector256.Load(gate + (2 * width)), g = Vector256.Load(gate + (3 * width));
            Vector256<float> before = Vector256.Load(cell + index), squashed = Activations.Tanh(Vector256.Load(nextCell + index));
            Vector256<float> dh = Vector256.Load(hiddenGradient + index);
            Vector256<float> dc = Vector256.MultiplyAddEstimate(dh * o, one - (squashed * squashed), Vector256.Load(cellGradient + index));
            Vector256<float> ofWritten = dc * Mask(mask, index);

            (flush ? default : dc * before * f * (one - f)).Store(gate);
            (ofWritten * g * i * (one - i)).Store(gate + width);
            (dh * squashed * o * (one - o)).Store(gate + (2 * width));
            (ofWritten * i * (one - (g * g))).Store(gate + (3 * width));
            (flush ? default : dc * f).Store(cellGradient + index);
        }
    }

    /// <summary>What UPDATE and FLUSH would have made of c' and h', over COPY, as far as the loss goes: ∂c·(c − c') + ∂h·(h − h'), summed.</summary>
    /// <param name="gates">f, i, o, g.</param>
    /// <param name="mask">As it was forward.</param>
    /// <param name="cell">c'.</param>
    /// <param name="hidden">h'.</param>
    /// <param name="hiddenGradient">∂/∂h.</param>
    /// <param name="cellGradient">∂/∂c, without what comes by way of h.</param>
    public static (float Update, float Flush) Differences(
        float* gates, float* mask, float* cell, float* hidden, float* hiddenGradient, float* cellGradient, int width)
    {
        Vector256<float> update = default, flush = default;
        for (int index = 0; index < width; index += Lanes)
        {
            float* gate = gates + index;
            Vector256<float> o = Vector256.Load(gate + (2 * width)), before = Vector256.Load(cell + index), shown = Vector256.Load(hidden + index);
            Vector256<float> flushed = Vector256.Load(gate + width) * Vector256.Load(gate + (3 * width)) * Mask(mask, index);
            Vector256<float> updated = Vector256.MultiplyAddEstimate(Vector256.Load(gate), before, flushed);
            Vector256<float> dh = Vector256.Load(hiddenGradient + index), dc = Vector256.Load(cellGradient + index);
            update = Vector256.MultiplyAddEstimate(dc, updated - before, update);
            update = Vector256.MultiplyAddEstimate(dh, (o * Activations.Tanh(updated)) - shown, update);
            flush = Vector256.MultiplyAddEstimate(dc, flushed - before, flush);
            flush = Vector256.MultiplyAddEstimate(dh, (o * Activations.Tanh(flushed)) - shown, flush);
        }

        return (Vector256.Sum(update), Vector256.Sum(flush));
    }

    // Multiplying by 1 changes no bit, so one path serves both.
    private static Vector256<float> Mask(float* mask, int index) => mask is null ? Vector256<float>.One : Vector256.Load(mask + index);
}
