using HmRnnInk.App.Inference;
using HmRnnInk.App.Inference.Models;
using HmRnnInk.Model;

namespace HmRnnInk.App.Session.Models;

/// <summary>The model that the app starts with.</summary>
/// <param name="Model">Null if there is none.</param>
/// <param name="IsDefault">Whether it is the default rather than a choice of the person.</param>
/// <param name="Notice">Why the model that was last in use is not used; null if it is, or if another was named or none was in use.</param>
internal sealed record StartModel(OpenedModel? Model, bool IsDefault, string? Notice = null)
{
    /// <param name="named">The model file that the command line names; null for the one that was last in use, or else the default.</param>
    /// <param name="folder">The folder of the default; null for <c>models/</c>.</param>
    /// <exception cref="ModelFileException">The named model, or every model in the folder, cannot be read.</exception>
    public static StartModel Load(string? named, SettingsFile settings, string? folder = null)
    {
        if (named is not null) return new(OpenedModel.Read(named), IsDefault: false);
        if (settings.LastModel is not { } path) return new(Default(), IsDefault: true);
        string problem = "is no longer there";
        if (File.Exists(path))
        {
            (OpenedModel? last, string? fault) = ModelChooser.Read(path);
            if (last is not null) return new(last, IsDefault: false);
            problem = $"cannot be read ({fault})";
        }

        OpenedModel? other = Default();
        string instead = other is null ? "There is no other" : $"“{other.Name}” is used instead";
        return new(other, IsDefault: true, $"The model “{Path.GetFileNameWithoutExtension(path)}”, last in use, {problem}. {instead}");

        OpenedModel? Default() => ModelCatalogue.Best(folder ?? ModelCatalogue.FindFolder());
    }
}
