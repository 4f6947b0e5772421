using System.Globalization;
using System.Runtime.InteropServices;
using HmRnnInk.App.Inference;
using HmRnnInk.Model;

namespace HmRnnInk.App.Documents;

/// <summary>A model's state in a document, until it is known that it fits the model.</summary>
internal sealed class DocumentState
{
    private byte[] _cells = [], _hiddens = [];
    private string _boundaries = "";
    private string? _random;
    private int _rows = -1;

    public static DocumentState Read(ref DocumentJson json)
    {
        var state = new DocumentState();
        json.BeginObject("state");
        while (json.NextMember(out string name))
        {
            switch (name)
            {
                case "rows": state._rows = json.Whole(0, DocumentRows.MostRows); break;
                case "cells": state._cells = json.Base64(); break;
                case "hiddens": state._hiddens = json.Base64(); break;
                case "boundaries": state._boundaries = json.Text(); break;
                case "random": state._random = json.Text(); break;
                default: json.Skip(); break;
            }
        }

        return state;
    }

    /// <param name="traced">Rows that the model had read.</param>
    public ModelMoment ToMoment(ref DocumentJson json, DocumentModel model, int traced)
    {
        if (_rows != traced) throw json.Error($"state.rows is {_rows}; expected trace.count, {traced}");
        int units = model.Layers * model.Hidden;
        if (_cells.Length != units * sizeof(float) || _hiddens.Length != units * sizeof(float) || _boundaries.Length != model.Layers)
        {
            throw json.Error(
                $"state has {_cells.Length} bytes of cells, {_hiddens.Length} of hiddens and {_boundaries.Length} boundaries; expected {units * sizeof(float)}, as many, and {model.Layers}");
        }

        DocumentRows.CheckLetters(ref json, "state.boundaries", _boundaries, "01");
        var state = new StepState(new ModelConfig { Layers = model.Layers, Hidden = model.Hidden });
        MemoryMarshal.Cast<byte, float>(_cells).CopyTo(state.Cells);
        MemoryMarshal.Cast<byte, float>(_hiddens).CopyTo(state.Hiddens);
        for (int layer = 0; layer < model.Layers; layer++) state.Boundaries[layer] = _boundaries[layer] == '1';
        if (Array.FindIndex(state.Cells, value => !float.IsFinite(value)) is >= 0 and var cell) throw json.Error($"cell {cell} of state is {state.Cells[cell]}; expected a finite number");
        if (Array.FindIndex(state.Hiddens, value => !(MathF.Abs(value) <= 1)) is >= 0 and var unit) throw json.Error($"hidden {unit} of state is {state.Hiddens[unit]}; expected -1 to 1");
        ulong random = 0;
        if (_random is not null && !ulong.TryParse(_random, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out random))
            throw json.Error($"state.random is \"{(_random.Length < 24 ? _random : _random[..24])}\"; expected 16 hexadecimals");
        return new ModelMoment(_rows, state, _random is null ? null : random);
    }
}
