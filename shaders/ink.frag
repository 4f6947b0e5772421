#version 330 core
// Draws the part of a capsule that the previous one has not covered. ink.vert describes the inputs.
#include "shapes.glsl"
flat in vec4 capsule;          // its centre line: x0 y0 x1 y1 in pixels
flat in vec4 previousCapsule;
flat in vec2 radii;
flat in vec4 ink;
flat in float previousAlpha;
in vec2 pixel;

uniform int blend;  // InkBlend: 0 over, 1 darken, 2 lighten

out vec4 fragment;

// The part of a pixel within the radius: a box filter of one pixel across the edge. It is exact for lines thinner than a pixel, too.
float coverage(float distance_, float radius)
{
    return clamp(radius + 0.5 - distance_, 0.0, 1.0) - clamp(0.5 - radius - distance_, 0.0, 1.0);
}

void main()
{
    float covered = ink.a * coverage(distanceToLine(pixel, capsule), radii.x);
    if (blend != 0)
    {
        // The minimum or maximum of two layers is one layer, so the previous capsule does not matter.
        if (covered <= 0.0) discard;
        fragment = vec4(mix(vec3(blend == 1 ? 1.0 : 0.0), ink.rgb, covered), 1.0);
        return;
    }

    if (radii.y > 0.0)
    {
        // Draw only what the previous capsule does not cover. Then "over" blending gives exactly one layer of ink along a stroke, and
        // neither translucent joins nor soft edges get darker. Where the previous capsule is opaque, this one lies on top, as in SVG.
        // This matters where the colour changes.
        float before = previousAlpha * coverage(distanceToLine(pixel, previousCapsule), radii.y);
        if (before < 1.0) covered = covered > before ? (covered - before) / (1.0 - before) : 0.0;
    }
    if (covered <= 0.0) discard;
    fragment = vec4(ink.rgb, covered);
}
