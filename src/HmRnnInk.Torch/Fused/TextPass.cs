using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// The text window's part of the forward and backward pass over some lines. The text window moves after each step of the bottom layer. The
/// bottom layer reads its output w at the next step, the other layers at the same step. See <see cref="TextWindow"/> for w, φ and κ;
/// docs/dev/fused-recurrence.md derives the gradients.
/// </summary>
internal sealed unsafe class TextPass : IDisposable
{
    private readonly RecurrentWindow _window;
    private readonly TextRows _text;
    private readonly TextWindow _config;
    private readonly int _lines, _components;
    private readonly RowList _products;
    private readonly FloatBuffer _bias;

    private TextPass(RecurrentWindow window, TextRows text, int lines)
    {
        (_window, _text, _lines, _config) = (window, text, lines, window.Config.TextWindow!);
        _components = _config.Components;
        _products = new(lines);
        _bias = new(4L * window.Width);
    }

    /// <returns>Null without texts.</returns>
    public static TextPass? Of(RecurrentWindow window, int lines) => window.Text is { } text ? new(window, text, lines) : null;

    /// <summary>Moves the text window by one step at some rows. h of the bottom layer must be known there.</summary>
    public void Advance(int firstRow)
    {
        LayerWindow bottom = _window.Layers[0];
        _products.Clear();
        for (int row = firstRow; row < firstRow + _lines; row++)
        {
            if (!_text.IsVisible(row)) continue;
            _products.Add(bottom.Hidden.Pointer + ((nint)(row + _window.Batch) * _window.Width), _text.Parameters(row));
        }

        _text.Packed.ParameterWeights.Multiply(_products, add: false);
        for (int row = firstRow; row < firstRow + _lines; row++)
        {
            int after = row + _window.Batch;
            Span<float> kappas = _text.Kappas(after);
            _text.Kappas(row).CopyTo(kappas);
            (_text.Firsts[after], _text.Counts[after]) = (0, 0);
            if (!_text.IsVisible(row)) continue;
            VectorRows.Add(_text.Parameters(row), _text.Packed.Bias, _config.ParameterWidth);
            ReadOnlySpan<float> parameters = new(_text.Parameters(row), _config.ParameterWidth);
            if (Moves(row)) TextWindowMath.Advance(parameters, kappas, _config.AdvanceScale);
            int[] text = _text.Text(row % _window.Batch);
            (int first, int count) = TextWindowMath.Weigh(parameters, kappas, text.Length, _text.Densities(after));
            (_text.Firsts[after], _text.Counts[after]) = (first, count);
            text.AsSpan(first, count).CopyTo(_text.Symbols(after));
        }
    }

    /// <summary>The bias of a layer's gates plus the contribution of w at a row.</summary>
    /// <param name="bias">[4 Width].</param>
    /// <returns>[4 Width]; valid until the next call.</returns>
    public float* BiasWithText(int layer, int row, float* bias)
    {
        int list = _text.ListIndex(layer, row), count = _text.Counts[list];
        if (count == 0) return bias;
        _text.Packed.Project(layer, _text.Symbols(list)[..count], _text.Densities(list), bias, _bias.Pointer);
        return _bias.Pointer;
    }

    /// <summary>The contribution of w to a layer's detector at a row.</summary>
    public float DetectorTerm(int layer, int row)
    {
        int list = _text.ListIndex(layer, row);
        ReadOnlySpan<int> symbols = _text.Symbols(list);
        ReadOnlySpan<float> densities = _text.Densities(list);
        float sum = 0;
        for (int index = 0; index < _text.Counts[list]; index++)
            sum += densities[index] * _text.Packed.DetectorWeight(layer, symbols[index]);
        return sum;
    }

    /// <summary>Starts the backward pass: clears ∂/∂κ, and sets ∂/∂φ to the part that comes from the output module.</summary>
    /// <param name="textVectorGradients">∂/∂w, [time, batch, alphabet] contiguous.</param>
    public void BeginBackward(int firstLine, float* textVectorGradients)
    {
        int symbolCount = _config.Alphabet.Length;
        for (int line = firstLine; line < firstLine + _lines; line++) _text.KappaGradients(line).Clear();
        for (int time = 0; time < _window.Time; time++)
        {
            int firstRow = (time * _window.Batch) + firstLine;
            for (int row = firstRow; row < firstRow + _lines; row++)
            {
                int list = row + _window.Batch;
                float* ofRow = textVectorGradients + ((nint)row * symbolCount);
                ReadOnlySpan<int> symbols = _text.Symbols(list);
                Span<float> gradients = _text.DensityGradients(list);
                for (int index = 0; index < _text.Counts[list]; index++) gradients[index] = ofRow[symbols[index]];
            }
        }
    }

    /// <summary>Adds the gradient of a layer's pre-activations to that of the φ that they read.</summary>
    /// <param name="gates">The gradient of the gates' pre-activations, [4 Width].</param>
    /// <param name="detectorGradient">The gradient of the detector's pre-activation.</param>
    public void ProjectBackward(int layer, int row, float* gates, float detectorGradient)
    {
        int list = _text.ListIndex(layer, row);
        if (list < _window.Batch) return; // the w of the state before the first step, which gets no gradient
        ReadOnlySpan<int> symbols = _text.Symbols(list)[.._text.Counts[list]];
        Span<float> gradients = _text.DensityGradients(list);
        _text.Packed.ProjectBackward(layer, symbols, gates, gradients);
        if (detectorGradient == 0) return;
        for (int index = 0; index < symbols.Length; index++)
            gradients[index] += detectorGradient * _text.Packed.DetectorWeight(layer, symbols[index]);
    }

    /// <summary>
    /// Propagates the gradient of φ at some rows, which is complete by now, to h and z of the bottom layer at the same step, and to κ at
    /// the previous step.
    /// </summary>
    public void StepBackward(int firstRow)
    {
        LayerWindow bottom = _window.Layers[0];
        _products.Clear();
        for (int row = firstRow; row < firstRow + _lines; row++)
        {
            if (!_text.IsVisible(row)) continue;
            int list = row + _window.Batch, line = row % _window.Batch;
            ReadOnlySpan<float> parameters = new(_text.Parameters(row), _config.ParameterWidth);
            Span<float> gradients = new(_text.ParameterGradients(row), _config.ParameterWidth), ofKappas = _text.KappaGradients(line);
            TextWindowMath.WeighBackward(
                parameters, _text.Kappas(list), _text.Firsts[list], _text.DensityGradients(list)[.._text.Counts[list]], gradients,
                ofKappas);
            bool moves = Moves(row);
            float boundaryGradient = 0;
            for (int component = 0; component < _components; component++)
            {
                float parameter = parameters[(2 * _components) + component], ofStep = ofKappas[component] * _config.AdvanceScale;
                gradients[(2 * _components) + component] = moves ? ofStep * TextWindowMath.Sigmoid(parameter) : 0;
                boundaryGradient += ofStep * TextWindowMath.Softplus(parameter);
            }

            if (_config.Advance == WindowAdvance.Boundaries) bottom.CarriedBoundaryGradients[line] += boundaryGradient;
            _products.Add(_text.ParameterGradients(row), bottom.HiddenGradient.Pointer + ((nint)line * _window.Width));
        }

        _text.Packed.ParameterWeightsBackward.Multiply(_products, add: true);
    }

    public void Dispose() => _bias.Dispose();

    private bool Moves(int row) => _config.Advance == WindowAdvance.Steps || _window.Layers[0].Boundaries[row + _window.Batch];
}
