using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// <see cref="RowProduct"/> for vectors of sixteen lanes, with two panels of a <see cref="PackedMatrix"/> at once: eight rows have sixteen sums in
/// registers, and ten loads for sixteen multiplications. The same sums in the same order: the same bits.
/// </summary>
internal static unsafe class WideRowProduct
{
    /// <summary>Eight rows.</summary>
    /// <param name="panel">The first panel.</param>
    /// <param name="other">The one after it.</param>
    /// <returns>8.</returns>
    public static int Eight(float* panel, float* other, int depth, float** inputs, float** outputs, int column, bool add)
    {
        float* a = inputs[0], b = inputs[1], c = inputs[2], d = inputs[3], e = inputs[4], f = inputs[5], g = inputs[6], h = inputs[7];
        Vector512<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        Vector512<float> e0 = default, e1 = default, f0 = default, f1 = default, g0 = default, g1 = default, h0 = default, h1 = default;
        for (int k = 0; k < depth; k++, panel += PackedMatrix.PanelWidth, other += PackedMatrix.PanelWidth)
        {
            Vector512<float> left = Vector512.Load(panel), right = Vector512.Load(other);
            var value = Vector512.Create(a[k]);
            a0 = Vector512.MultiplyAddEstimate(value, left, a0);
            a1 = Vector512.MultiplyAddEstimate(value, right, a1);
            value = Vector512.Create(b[k]);
            b0 = Vector512.MultiplyAddEstimate(value, left, b0);
            b1 = Vector512.MultiplyAddEstimate(value, right, b1);
            value = Vector512.Create(c[k]);
            c0 = Vector512.MultiplyAddEstimate(value, left, c0);
            c1 = Vector512.MultiplyAddEstimate(value, right, c1);
            value = Vector512.Create(d[k]);
            d0 = Vector512.MultiplyAddEstimate(value, left, d0);
            d1 = Vector512.MultiplyAddEstimate(value, right, d1);
            value = Vector512.Create(e[k]);
            e0 = Vector512.MultiplyAddEstimate(value, left, e0);
            e1 = Vector512.MultiplyAddEstimate(value, right, e1);
            value = Vector512.Create(f[k]);
            f0 = Vector512.MultiplyAddEstimate(value, left, f0);
            f1 = Vector512.MultiplyAddEstimate(value, right, f1);
            value = Vector512.Create(g[k]);
            g0 = Vector512.MultiplyAddEstimate(value, left, g0);
            g1 = Vector512.MultiplyAddEstimate(value, right, g1);
            value = Vector512.Create(h[k]);
            h0 = Vector512.MultiplyAddEstimate(value, left, h0);
            h1 = Vector512.MultiplyAddEstimate(value, right, h1);
        }

        Store(outputs[0] + column, a0, a1, add);
        Store(outputs[1] + column, b0, b1, add);
        Store(outputs[2] + column, c0, c1, add);
        Store(outputs[3] + column, d0, d1, add);
        Store(outputs[4] + column, e0, e1, add);
        Store(outputs[5] + column, f0, f1, add);
        Store(outputs[6] + column, g0, g1, add);
        Store(outputs[7] + column, h0, h1, add);
        return 8;
    }

    /// <summary>Four rows.</summary>
    /// <returns>4.</returns>
    public static int Four(float* panel, float* other, int depth, float** inputs, float** outputs, int column, bool add)
    {
        float* a = inputs[0], b = inputs[1], c = inputs[2], d = inputs[3];
        Vector512<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        for (int k = 0; k < depth; k++, panel += PackedMatrix.PanelWidth, other += PackedMatrix.PanelWidth)
        {
            Vector512<float> left = Vector512.Load(panel), right = Vector512.Load(other);
            var value = Vector512.Create(a[k]);
            a0 = Vector512.MultiplyAddEstimate(value, left, a0);
            a1 = Vector512.MultiplyAddEstimate(value, right, a1);
            value = Vector512.Create(b[k]);
            b0 = Vector512.MultiplyAddEstimate(value, left, b0);
            b1 = Vector512.MultiplyAddEstimate(value, right, b1);
            value = Vector512.Create(c[k]);
            c0 = Vector512.MultiplyAddEstimate(value, left, c0);
            c1 = Vector512.MultiplyAddEstimate(value, right, c1);
            value = Vector512.Create(d[k]);
            d0 = Vector512.MultiplyAddEstimate(value, left, d0);
            d1 = Vector512.MultiplyAddEstimate(value, right, d1);
        }

        Store(outputs[0] + column, a0, a1, add);
        Store(outputs[1] + column, b0, b1, add);
        Store(outputs[2] + column, c0, c1, add);
        Store(outputs[3] + column, d0, d1, add);
        return 4;
    }

    /// <summary>Two rows.</summary>
    /// <returns>2.</returns>
    public static int Two(float* panel, float* other, int depth, float** inputs, float** outputs, int column, bool add)
    {
        float* a = inputs[0], b = inputs[1];
        Vector512<float> a0 = default, a1 = default, b0 = default, b1 = default;
        for (int k = 0; k < depth; k++, panel += PackedMatrix.PanelWidth, other += PackedMatrix.PanelWidth)
        {
            Vector512<float> left = Vector512.Load(panel), right = Vector512.Load(other);
            var value = Vector512.Create(a[k]);
            a0 = Vector512.MultiplyAddEstimate(value, left, a0);
            a1 = Vector512.MultiplyAddEstimate(value, right, a1);
            value = Vector512.Create(b[k]);
            b0 = Vector512.MultiplyAddEstimate(value, left, b0);
            b1 = Vector512.MultiplyAddEstimate(value, right, b1);
        }

        Store(outputs[0] + column, a0, a1, add);
        Store(outputs[1] + column, b0, b1, add);
        return 2;
    }

    /// <summary>One row.</summary>
    /// <returns>1.</returns>
    public static int One(float* panel, float* other, int depth, float** inputs, float** outputs, int column, bool add)
    {
        float* a = inputs[0];
        Vector512<float> a0 = default, a1 = default;
        for (int k = 0; k < depth; k++, panel += PackedMatrix.PanelWidth, other += PackedMatrix.PanelWidth)
        {
            var value = Vector512.Create(a[k]);
            a0 = Vector512.MultiplyAddEstimate(value, Vector512.Load(panel), a0);
            a1 = Vector512.MultiplyAddEstimate(value, Vector512.Load(other), a1);
        }

        Store(outputs[0] + column, a0, a1, add);
        return 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* output, Vector512<float> left, Vector512<float> right, bool add)
    {
        if (add)
        {
            left += Vector512.Load(output);
            right += Vector512.Load(output + PackedMatrix.PanelWidth);
        }

        left.Store(output);
        right.Store(output + PackedMatrix.PanelWidth);
    }
}
