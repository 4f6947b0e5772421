using System.Collections.Concurrent;
using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>
/// Muon (Jordan et al. 2024, kellerjordan.github.io/posts/muon) for matrices in a flat tensor: a step moves a matrix by the orthogonal
/// matrix nearest to its averaged gradient. So it learns as fast in directions in which the gradient is usually small, and needs fewer
/// points than Adam. The polynomials are those of Polar Express (Amsel et al. 2025, arXiv 2505.16932).
/// </summary>
/// <param name="matrices">In the order of the flat tensor.</param>
/// <param name="weightDecay">
/// A step first multiplies a matrix by 1 − learning rate · weight decay. All steps are equally large, so without a weight decay the
/// matrices grow without end, and the gradients of a recurrent model with them (docs/research/log.md).
/// </param>
public sealed class Muon(IReadOnlyList<Muon.Matrix> matrices, double weightDecay = 0)
{
    private const double MomentDecay = 0.95;

    /// <summary>
    /// Root mean square of the entries of a step, as a share of the learning rate. It is about that of Adam's steps, so that both use one
    /// learning rate (Liu et al. 2025, arXiv 2502.16982).
    /// </summary>
    private const double StepSize = 0.2;

    /// <summary>
    /// The coefficients of x, x³ and x⁵ in polynomials that are applied one after the other. Together they move every singular value
    /// between 0.001 and 1 to between 0.4 and 1.6, which is close enough to 1. They were computed for exact arithmetic;
    /// <see cref="Margin"/> keeps rounding errors from leaving their range.
    /// </summary>
    private static readonly (double X, double X3, double X5)[] Polynomials =
    [
        (8.28721201814563, -23.595886519098837, 17.300387312530933),
        (4.107059111542203, -2.9478499167379106, 0.5448431082926601),
        (3.9486908534822946, -2.908902115962949, 0.5518191394370137),
        (3.3184196573706015, -2.488488024314874, 0.51004894012372),
    ];

    private const double Margin = 1.01;

    /// <param name="values">The flat tensor; updated.</param>
    /// <param name="gradient">Its gradient.</param>
    /// <param name="moment">The moving average of the gradient; updated.</param>
    /// <param name="average">The moving average of the values; updated. Null for none.</param>
    /// <param name="gradientScale">The factor of gradient clipping.</param>
    /// <param name="averageStep">How far the average moves towards the values, 0 to 1.</param>
    public void Step(
        Tensor values, Tensor gradient, Tensor moment, Tensor? average, double learningRate, double gradientScale, double averageStep)
    {
        if (values.device_type != DeviceType.CPU)
        {
            foreach (Matrix matrix in matrices) StepMatrix(matrix);
            return;
        }

        // One matrix on each core: libtorch's products have one thread (see TorchDevice).
        Parallel.ForEach(Partitioner.Create(matrices, EnumerablePartitionerOptions.NoBuffering), StepMatrix);

        void StepMatrix(Matrix matrix)
        {
            using var scope = NewDisposeScope();
            using var noGradient = no_grad(); // is per thread
            Tensor scaled = Part(gradient) * gradientScale, mean = Part(moment), weights = Part(values);
            mean.lerp_(scaled, 1 - MomentDecay);
            Tensor direction = Orthogonalise(scaled.lerp(mean, MomentDecay)); // with Nesterov's momentum
            // The entries of an orthogonal matrix have a root mean square of 1 / √(its larger side).
            double size = StepSize * Math.Sqrt(Math.Max(matrix.Rows, matrix.Columns));
            double rate = learningRate * matrix.RateShare;
            weights.mul_(1 - (rate * weightDecay)).add_(direction, -rate * size);
            if (average is not null) Part(average).lerp_(weights, averageStep);

            Tensor Part(Tensor all) => all.narrow(0, matrix.Start, matrix.Length).view(matrix.Rows, matrix.Columns);
        }
    }

    /// <summary>Returns the ranges of a flat tensor of this length that are in none of the matrices.</summary>
    public (long Start, long Length)[] Others(long length)
    {
        List<(long, long)> others = [];
        long end = 0;
        foreach (Matrix matrix in matrices)
        {
            if (matrix.Start > end) others.Add((end, matrix.Start - end));
            end = matrix.Start + matrix.Length;
        }

        if (length > end) others.Add((end, length - end));
        return [.. others];
    }

    /// <summary>
    /// Replaces the singular values of a matrix by about 1: they are then from 0.4 to 1.6, except those that were below a thousandth of the
    /// Frobenius norm. A matrix of zeros stays 0.
    /// </summary>
    /// <param name="matrix">[rows, columns].</param>
    public static Tensor Orthogonalise(Tensor matrix)
    {
        using var scope = NewDisposeScope();
        bool isWide = matrix.shape[1] > matrix.shape[0];
        Tensor wide = isWide ? matrix : matrix.t();
        // An odd polynomial of X is a polynomial of X·Xᵀ, which is small, times X. So all but two products are of small square matrices.
        Tensor gram = wide.mm(wide.t());
        Tensor norm = gram.diagonal().sum().sqrt() * Margin + 1e-30;
        gram = gram / norm / norm;
        Tensor product = Factor(Polynomials[0]);
        Tensor last = product;
        foreach ((double, double, double) polynomial in Polynomials.AsSpan(1))
        {
            gram = last.mm(gram).mm(last);
            last = Factor(polynomial);
            product = last.mm(product);
        }

        Tensor result = product.mm(wide / norm);
        return (isWide ? result : result.t()).MoveToOuterDisposeScope();

        Tensor Factor((double X, double X3, double X5) polynomial)
        {
            Tensor factor = (gram.mm(gram) * (polynomial.X5 / Math.Pow(Margin, 5))) + (gram * (polynomial.X3 / Math.Pow(Margin, 3)));
            factor.diagonal().add_(polynomial.X / Margin);
            return factor;
        }
    }

    /// <summary>A matrix in the flat tensor, row-major.</summary>
    /// <param name="Start">Index of its first value.</param>
    /// <param name="RateShare">Factor of its learning rate.</param>
    public sealed record Matrix(long Start, long Rows, long Columns, double RateShare)
    {
        public long Length => Rows * Columns;
    }
}
